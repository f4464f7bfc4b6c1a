/** Bytes by key. Writing a key again is harmless: keys name content. */
export type ObjectStore = {
  put: (key: string, bytes: Uint8Array) => Promise<void>;
  get: (key: string) => Promise<Uint8Array | null>;
};

export type MediaPorts = { objects: ObjectStore };

declare module '../kit/ports.ts' {
  interface DomainPorts {
    media: MediaPorts;
  }
}
