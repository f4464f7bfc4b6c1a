// What the tests call of two packages that have no types of their own.
declare module 'wechat-crypto' {
  export default class WXBizMsgCrypt {
    constructor(token: string, encodingAesKey: string, appId: string);
    getSignature(timestamp: string, nonce: string, encrypted: string): string;
    decrypt(encrypted: string): { message: string; id: string };
    encrypt(message: string): string;
  }
}
declare module 'wechat' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  export type Asked = IncomingMessage & {
    query: Record<string, string>;
    weixin: Record<string, string>;
    weixin_xml: string;
  };
  export type Answering = ServerResponse & { reply: (content: string) => void };
  type Handler = (req: Asked, res: Answering, next: (error?: unknown) => void) => void;
  export default function wechat(
    config: { token: string; appid: string; encodingAESKey?: string },
    handle: Handler,
  ): Handler;
}
