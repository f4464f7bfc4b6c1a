/** Why there is no picture. */
export type CameraFault = 'refused' | 'none' | 'busy' | 'failed';

export type Camera = {
  stream: MediaStream;
  /** Which of `cameras` this is; null: the browser does not say. */
  id: string | null;
  /** All that can be chosen from. */
  cameras: readonly { id: string; label: string }[];
  /** Turns its light on or off; null: it has none. */
  light: ((isOn: boolean) => Promise<void>) | null;
  stop: () => void;
};

/** Only on https or localhost do browsers show a camera to a page. */
export const hasCameras = (): boolean => Reflect.get(navigator, 'mediaDevices') !== undefined;

const FAULTS: Readonly<Record<string, CameraFault>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

export const cameraFaultOf = (error: unknown): CameraFault =>
  (error instanceof Error ? FAULTS[error.name] : undefined) ?? 'failed';

/** Opens the camera of last time, else the one that looks away from the person. Throws what the browser throws. */
export async function openCamera(lastTime: string | null): Promise<Camera> {
  const stream = await streamOf(lastTime);
  const [track] = stream.getVideoTracks();
  const id = track?.getSettings().deviceId ?? null;
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, index) => ({ id: deviceId, label: label === '' ? String(index + 1) : label }));
  return { stream, id, cameras, light: track ? lightOf(track) : null, stop: () => stopAll(stream) };
}

async function streamOf(lastTime: string | null): Promise<MediaStream> {
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
  const anyBack = { video: { ...size, facingMode: 'environment' } };
  if (lastTime === null) return navigator.mediaDevices.getUserMedia(anyBack);
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { ...size, deviceId: { exact: lastTime } } });
  } catch (error) {
    if (cameraFaultOf(error) !== 'none') throw error;
    return navigator.mediaDevices.getUserMedia(anyBack); // It was unplugged, or the browser has renamed it.
  }
}

const stopAll = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

// The light is no part of TypeScript's idea of a camera.
type Lit = MediaTrackConstraintSet & { torch: boolean };

function lightOf(track: MediaStreamTrack): Camera['light'] {
  const capabilities: object = typeof track.getCapabilities === 'function' ? track.getCapabilities() : {};
  if (Reflect.get(capabilities, 'torch') !== true) return null;
  return (isOn) => {
    const lit: Lit = { torch: isOn };
    return track.applyConstraints({ advanced: [lit] });
  };
}
