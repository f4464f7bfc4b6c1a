import { type KeyboardEvent, useRef } from 'react';

/** A scanner that types like a keyboard presses Enter at once after its last sign; a person takes longer. */
const SCANNER_MS = 100;

/** Lets the Enter of a scanner press no button: whoever scans the next coupon has not confirmed the one before. */
export function useScannerGuard(): (event: KeyboardEvent) => void {
  const typedAt = useRef(Number.NEGATIVE_INFINITY);
  return (event) => {
    if (event.key.length === 1) typedAt.current = event.timeStamp;
    else if (event.key === 'Enter' && event.timeStamp - typedAt.current < SCANNER_MS) event.preventDefault();
  };
}
