import type { SignaturePart } from '../../domain/signatures/index.ts';
import { enumType } from '../kit/enum.ts';

export const SignaturePartEnum = enumType('SignaturePart', 'What a signature can be wrong in.', {
  TICKET:
    'Signed with another ticket: the other of the two, or one that has ended. Without a live ticket nothing fits.',
  KEY_ID: 'Signed with another signing secret than the one that `key_id` names, or that one is not in force.',
  TIMESTAMP: 'The time: another one, in milliseconds, left out, or more than 300 seconds away.',
  NONCE: 'The nonce: another one, left out, under another name, or used before.',
  CARD_ID: 'The card: left out, or another one.',
  CODE: 'The code: left out of what was signed, or another one.',
  OPENID: 'The user: left out of what was signed, or another one.',
  BALANCE: 'The balance of a red packet card.',
  APP_ID: 'The appId: left out, or another one.',
  STORE: 'The store (`location_id`): left out, or another one.',
  CARD_TYPE: 'The kind of card: left out, or another one.',
  URL: 'The address of the page: with its `#…` part, encoded, or another one.',
  OTHER_VALUE: 'A value was signed that does not belong there, such as the channel, or one that does was left out.',
  ORDER: 'The right values in another order: values are sorted byte by byte, pairs by their keys.',
  FORMAT: 'The right values put together in another way: with keys, with separators, without them.',
  ALGORITHM: 'The right text under another algorithm.',
  SIGNATURE: 'The right signature in another spelling: capitals, base64, blanks.',
  FORM: 'This form of `cardExt` is switched off.',
  UNKNOWN: 'None of the usual mistakes: compare the text that was signed with the expected one.',
} satisfies Record<SignaturePart, string>);
