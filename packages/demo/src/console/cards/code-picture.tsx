import type { ReactNode } from 'react';
import type { CodeType } from '../../generated/console.ts';

const SIZE = 21;
const SAMPLE = '2026 1124 0001';

/** Whether a square belongs to one of the three corner marks of a QR code, and is dark there. */
function cornerAt(x: number, y: number): boolean | null {
  const corner = [
    [0, 0],
    [SIZE - 7, 0],
    [0, SIZE - 7],
  ].find(([left = 0, top = 0]) => x >= left - 1 && x <= left + 7 && y >= top - 1 && y <= top + 7);
  if (!corner) return null;
  const [left = 0, top = 0] = corner;
  const ring = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
  return ring === 3 || ring <= 1;
}

/** A picture that looks like a QR code and holds nothing: a preview has no code yet. */
const QR_PATH = Array.from({ length: SIZE * SIZE }, (_, index) => ({ x: index % SIZE, y: Math.floor(index / SIZE) }))
  .filter(({ x, y }) => cornerAt(x, y) ?? (x * 7 + y * 13 + x * y * 5) % 11 < 5)
  .map(({ x, y }) => `M${x} ${y}h1v1h-1z`)
  .join('');

const BAR_PATH = Array.from({ length: 48 }, (_, index) => index)
  .filter((index) => (index * 37) % 7 < 3 || index < 2 || index > 45)
  .map((index) => `M${index * 2} 0h${(index * 5) % 3 === 0 ? 2 : 1}v24h-${(index * 5) % 3 === 0 ? 2 : 1}z`)
  .join('');

/** How the code will be shown (K3), with a number that is none. */
export function CodePicture({ type }: { type: CodeType }): ReactNode {
  const isQr = type === 'CODE_TYPE_QRCODE' || type === 'CODE_TYPE_ONLY_QRCODE';
  const isBar = type === 'CODE_TYPE_BARCODE' || type === 'CODE_TYPE_ONLY_BARCODE';
  const hasNumber = type === 'CODE_TYPE_QRCODE' || type === 'CODE_TYPE_BARCODE' || type === 'CODE_TYPE_TEXT';
  return (
    <>
      {isQr && (
        <svg className="code-picture is-qr" viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
          <path d={QR_PATH} />
        </svg>
      )}
      {isBar && (
        <svg className="code-picture is-bar" viewBox="0 0 96 24" preserveAspectRatio="none" aria-hidden="true">
          <path d={BAR_PATH} />
        </svg>
      )}
      {hasNumber && <p className="code-number">{SAMPLE}</p>}
    </>
  );
}
