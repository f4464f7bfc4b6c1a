import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { tillTexts } from './till.texts.ts';

type Detector = { detect: (source: HTMLVideoElement) => Promise<readonly { rawValue: string }[]> };
type DetectorClass = new (options: { formats: readonly string[] }) => Detector;

// A browser interface that TypeScript's library does not know yet.
const detectorClass = (): DetectorClass | undefined =>
  Reflect.get(globalThis, 'BarcodeDetector') as DetectorClass | undefined;

/** Whether this browser reads codes by its camera; scanners that type like a keyboard need nothing. */
export const canScan = (): boolean => detectorClass() !== undefined && navigator.mediaDevices !== undefined;

const LOOK_EVERY_MS = 250;
const FORMATS = ['qr_code', 'code_128', 'code_39', 'ean_13'] as const;

/** Looks through the camera until a code is seen. */
export function Scanner({ onFound, onClose }: { onFound: (value: string) => void; onClose: () => void }): ReactNode {
  const texts = useTexts(tillTexts);
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(onFound);
  found.current = onFound;
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    watch(video.current, (value) => found.current(value), leaving.signal).catch(() => setFailed(true));
    return () => leaving.abort();
  }, []);
  return (
    <div className="scanner">
      {hasFailed ? (
        <p className="fault">{texts.scanFailed}</p>
      ) : (
        <video ref={video} muted playsInline aria-label={texts.scan} />
      )}
      <button type="button" className="button is-small" onClick={onClose}>
        {texts.stopScan}
      </button>
    </div>
  );
}

async function watch(
  video: HTMLVideoElement | null,
  onFound: (value: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const Detector = detectorClass();
  if (!video || !Detector) return;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const stop = (): void => stream.getTracks().forEach((track) => track.stop());
  if (signal.aborted) return stop();
  signal.addEventListener('abort', stop);
  // Set as an object, not as an address: the page's policy needs no exception for it.
  video.srcObject = stream;
  await video.play();
  const detector = new Detector({ formats: FORMATS });
  while (!signal.aborted) {
    const [code] = await detector.detect(video);
    if (code) return onFound(code.rawValue);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
