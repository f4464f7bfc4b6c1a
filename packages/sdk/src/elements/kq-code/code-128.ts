/**
 * Symbols of Code 128 (ISO/IEC 15417) in their order, but for the stop: two digits of base 36 each, for the nine modules
 * between the first, which is dark, and the last, which is light.
 */
const SYMBOLS =
  '9y8m8j241y122s2q1e84827m5q322v6e3a378p8e87aa8qc7bqbab7c2bebda49v7v3w180z5g1g1d907o7l645j1j6k6b1ncb937raca9afbwbnazc4c1b1cd81cl483q2g1v0m0j5k5e2w2p0q0p7d88d97e1p4e2m276q3e3dcycqcpa7ajd7583z1b6s6pd0cx6n6vbzd38y949a';
const STOP = '1100011101011';
const START_B = 104;
const START_C = 105;
const TO_C = 99;
const TO_B = 100;

/** The symbols of a text, from start to check; null: a sign of it has none. Digits go by pairs where this is shorter. */
export function symbols128(text: string): number[] | null {
  if (!/^[ -~]+$/.test(text)) return null;
  const symbols: number[] = [];
  let isC = false;
  for (let place = 0; place < text.length; ) {
    const digits = (/^\d*/.exec(text.slice(place)) || '')[0].length;
    const isEdge = !place || place + digits === text.length;
    // An odd run gives its first digit to the other set.
    const wantsC: boolean = isC ? digits > 1 : digits >= (isEdge ? 4 : 6) && digits % 2 === 0;
    if (!place) symbols.push(wantsC ? START_C : START_B);
    else if (wantsC !== isC) symbols.push(wantsC ? TO_C : TO_B);
    isC = wantsC;
    symbols.push(isC ? Number(text.slice(place, place + 2)) : text.charCodeAt(place) - 32);
    place += isC ? 2 : 1;
  }
  const sum = symbols.reduce((total, symbol, place) => total + symbol * (place || 1), 0);
  return symbols.concat(sum % 103);
}

/** One row of modules, 1 for dark, without a border; null: a sign of the text has no symbol. */
export function modules128(text: string): number[] | null {
  const symbols = symbols128(text);
  if (!symbols) return null;
  const bits = symbols.map((symbol) =>
    (1024 + parseInt(SYMBOLS.slice(symbol * 2, symbol * 2 + 2), 36) * 2).toString(2),
  );
  return Array.from(bits.join('') + STOP, Number);
}
