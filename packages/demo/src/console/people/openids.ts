const OPENID = /^[\w-]{1,64}$/;

export const isOpenid = (text: string): boolean => OPENID.test(text);

/** The users of a written list: one a line or separated by commas, each once. */
export const openidsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,，;；]+/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
];
