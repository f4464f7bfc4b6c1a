type Detector = { detect: (source: HTMLVideoElement) => Promise<readonly { rawValue: string }[]> };
type DetectorClass = {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats: () => Promise<readonly string[]>;
};

/** Reads the picture that a video shows now; null: there is no code in it. */
export type CodeReader = (video: HTMLVideoElement) => Promise<string | null>;

const FORMATS = ['qr_code', 'code_128', 'code_39', 'ean_13'] as const;
/** A code that fills half of so many pixels is read well, and no phone is slow at it. */
const MOST_PIXELS_WIDE = 800;

// A browser interface that TypeScript's library does not know yet.
const detectorClass = (): DetectorClass | undefined =>
  Reflect.get(globalThis, 'BarcodeDetector') as DetectorClass | undefined;

/** The browser's own reader where it has one for our codes, else a small one of ours, which comes only then. */
export async function openCodeReader(): Promise<CodeReader> {
  const own = await openOwnReader().catch(() => null); // Some browsers have the class and no service behind it.
  return own ?? openDecoder();
}

async function openOwnReader(): Promise<CodeReader | null> {
  const Detector = detectorClass();
  if (!Detector) return null;
  const supported = await Detector.getSupportedFormats();
  if (!supported.includes('qr_code')) return null;
  const detector = new Detector({ formats: FORMATS.filter((format) => supported.includes(format)) });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

async function openDecoder(): Promise<CodeReader> {
  const { decodePixels } = await import('./decoder.ts');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (!context || video.videoWidth === 0) return null;
    const scale = Math.min(1, MOST_PIXELS_WIDE / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    return decodePixels(context.getImageData(0, 0, canvas.width, canvas.height));
  };
}
