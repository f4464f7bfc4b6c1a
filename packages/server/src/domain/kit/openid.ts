const OPENID = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a text can be the id of a user (W5). */
export const isOpenid = (text: string): boolean => OPENID.test(text);
