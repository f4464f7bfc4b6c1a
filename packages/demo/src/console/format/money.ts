const YUAN = /^(\d{1,13})(?:\.(\d{1,2}))?$/;

/** `12.5` yuan → 1250 fen; null when it is no amount. Digits are read as digits: 0.1 + 0.2 never meets a float. */
export function fenOf(yuan: string): number | null {
  const match = YUAN.exec(
    yuan
      .trim()
      .replace(/^[¥￥]/, '')
      .replaceAll(',', ''),
  );
  if (!match) return null;
  const [, whole = '', cents = ''] = match;
  return Number(whole) * 100 + Number(cents.padEnd(2, '0'));
}

/** 1250 fen → `12.5`, 1000 → `10`, 1205 → `12.05`. */
export function yuanText(fen: number): string {
  const cents = String(fen % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const whole = String(Math.trunc(fen / 100));
  return cents === '' ? whole : `${whole}.${cents}`;
}

/** As on a receipt: `¥12.50`. */
export const priceText = (fen: number): string =>
  `¥${(Math.trunc(fen / 100)).toString()}.${String(fen % 100).padStart(2, '0')}`;
