import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type Camera, cameraFaultOf, type CameraFault, openCamera } from './camera.ts';
import { type CodeReader, openCodeReader } from './code-reader.ts';

const STORED = 'kaquan.camera';
const LOOK_EVERY_MS = 200;

type Watching = {
  video: RefObject<HTMLVideoElement | null>;
  camera: Camera | null;
  fault: CameraFault | null;
  /** Looks through another one, from now on and next time. */
  choose: (id: string) => void;
};

/** Looks through the camera until a code is seen. */
export function useCamera(onFound: (value: string) => void): Watching {
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(onFound);
  found.current = onFound;
  const [wanted, setWanted] = useState(() => localStorage.getItem(STORED));
  const [camera, setCamera] = useState<Camera | null>(null);
  const [fault, setFault] = useState<CameraFault | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const watch = async (): Promise<void> => {
      const opened = await openCamera(wanted);
      leaving.signal.addEventListener('abort', opened.stop);
      if (leaving.signal.aborted) return opened.stop();
      setCamera(opened);
      await show(video.current, opened.stream);
      const value = await firstCode(video.current, await openCodeReader(), leaving.signal);
      if (value !== null) found.current(value);
    };
    watch().catch((error: unknown) => {
      if (!leaving.signal.aborted) setFault(cameraFaultOf(error));
    });
    return () => leaving.abort();
  }, [wanted]);
  const choose = useCallback((id: string) => {
    localStorage.setItem(STORED, id);
    setWanted(id);
  }, []);
  return { video, camera, fault, choose };
}

async function show(video: HTMLVideoElement | null, stream: MediaStream): Promise<void> {
  if (!video) return;
  // Set as an object, not as an address: the page's policy needs no exception for it.
  video.srcObject = stream;
  await video.play();
}

async function firstCode(
  video: HTMLVideoElement | null,
  read: CodeReader,
  signal: AbortSignal,
): Promise<string | null> {
  while (video && !signal.aborted) {
    const value = await read(video);
    if (value !== null && value !== '') return signal.aborted ? null : value;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return null;
}
