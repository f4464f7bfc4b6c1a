const MOST = 20;
const CODE = /^[A-Za-z0-9]{4,12}$/;

/** One in each line, or with commas between; each once. */
export const verificationCodesIn = (text: string): string[] => [
  ...new Set(text.split(/[\s,，;；]+/).filter((code) => code !== '')),
];

/** What the server will surely not take. */
export const areVerificationCodes = (codes: readonly string[]): boolean =>
  codes.length > 0 && codes.length <= MOST && codes.every((code) => CODE.test(code));
