import type { SignaturePart } from '../../domain/signatures/index.ts';
import type { Language } from '../kit/language.ts';

type Advice = Readonly<Record<SignaturePart, string>>;

const en: Advice = {
  TICKET:
    'Ask for the ticket anew: wx.config takes the jsapi_ticket, cardExt and cardSign take the api_ticket (type=wx_card).',
  KEY_ID: 'Sign with the signing secret whose id stands in key_id.',
  TIMESTAMP: 'Sign the time that you send, in whole seconds, and set the clock of the server that signs.',
  NONCE: 'Sign the nonce that you send; in cardExt its key is nonce_str.',
  CARD_ID: 'Sign the id of the very card that cardExt stands beside.',
  CODE: 'Sign the code that you send, or send none.',
  OPENID: 'Sign the openid that you send; it is the user who claims.',
  BALANCE: 'Sign the balance that you send.',
  APP_ID: 'Sign your own appId.',
  STORE: 'Sign the shopId that you send, or send none.',
  CARD_TYPE: 'Sign the cardType that you send, or send none.',
  URL: 'Sign the address that the browser shows, without its # part and not encoded.',
  OTHER_VALUE: 'Sign only the values that belong there: not outer_str and not the signature.',
  ORDER: 'Sort first: values byte by byte, pairs by their keys.',
  FORMAT:
    'Put the text together as the expected one: cardExt v1 and cardSign join bare values, wx.config and v2 join key=value with &.',
  ALGORITHM: 'SHA-1 for wx.config, cardSign and cardExt v1; HMAC-SHA256 for v2.',
  SIGNATURE: 'Send the digest as lower-case hex.',
  FORM: 'This form of cardExt is switched off for your merchant: use the other one or switch it on.',
  UNKNOWN: 'Compare the text that you signed with the expected one, letter by letter.',
};

const zhCn: Advice = {
  TICKET: '请重新获取 ticket：wx.config 使用 jsapi_ticket，cardExt 与 cardSign 使用 api_ticket（type=wx_card）。',
  KEY_ID: '请使用 key_id 所指的签名密钥进行签名。',
  TIMESTAMP: '请对发送的时间戳（整秒）签名，并校准签名服务器的时钟。',
  NONCE: '请对发送的随机串签名；cardExt 中的字段名是 nonce_str。',
  CARD_ID: '请对 cardExt 对应的卡券 ID 签名。',
  CODE: '请对发送的 code 签名，或不要发送 code。',
  OPENID: '请对发送的 openid 签名；它应是领取者本人。',
  BALANCE: '请对发送的 balance 签名。',
  APP_ID: '请对您自己的 appId 签名。',
  STORE: '请对发送的 shopId 签名，或不要发送。',
  CARD_TYPE: '请对发送的 cardType 签名，或不要发送。',
  URL: '请对浏览器显示的网址签名，去掉 # 及其后部分，且不要编码。',
  OTHER_VALUE: '只对规定的值签名：不含 outer_str，也不含 signature。',
  ORDER: '请先排序：值按字节序，键值对按键名。',
  FORMAT: '请按期望的格式拼接：cardExt v1 与 cardSign 直接拼接值，wx.config 与 v2 以 & 拼接 key=value。',
  ALGORITHM: 'wx.config、cardSign 与 cardExt v1 使用 SHA-1；v2 使用 HMAC-SHA256。',
  SIGNATURE: '请发送小写十六进制的摘要。',
  FORM: '该商户已关闭此形式的 cardExt：请改用另一种形式，或重新开启。',
  UNKNOWN: '请将您签名的字符串与期望的字符串逐字比较。',
};

/** What to do about a wrong part, for people. */
export const adviceOf = (part: SignaturePart | null, language: Language): string | null =>
  part === null ? null : (language === 'zh-CN' ? zhCn : en)[part];
