import { callHeaders, type Caller } from '../data/headers.ts';

/** Why a file was not taken. */
export type UploadFault = 'tooLarge' | 'forbidden' | 'refused' | 'failed';
export type CodesUpload = { importId: string } | { fault: UploadFault };

const LIMIT_BYTES = 64 * 1_048_576;

export type Sending = {
  cardId: string;
  caller: Caller;
  /** Share of the file that is on its way, from 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/** Sends a file of codes to `POST /imports`. Not by `fetch`, which tells nothing of how far an upload is. */
export function uploadCodes(file: File, { cardId, caller, onProgress, signal }: Sending): Promise<CodesUpload> {
  if (file.size > LIMIT_BYTES) return Promise.resolve({ fault: 'tooLarge' });
  const query = new URLSearchParams({ cardId, fileName: file.name });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/imports?${query}`);
    const headers = { ...callHeaders(caller), 'Content-Type': 'text/csv' };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => resolve(uploadOf(request.status, request.responseText)));
    request.addEventListener('error', () => resolve({ fault: 'failed' }));
    request.addEventListener('abort', () => resolve({ fault: 'failed' }));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** What the server's answer says. */
export function uploadOf(status: number, body: string): CodesUpload {
  if (status === 413) return { fault: 'tooLarge' };
  if (status === 401 || status === 403) return { fault: 'forbidden' };
  const id = status >= 200 && status < 300 ? idIn(body) : null;
  if (id !== null) return { importId: id };
  return { fault: status >= 400 && status < 500 ? 'refused' : 'failed' };
}

function idIn(body: string): string | null {
  try {
    const id: unknown = Reflect.get(Object(JSON.parse(body)), 'id');
    return typeof id === 'string' ? id : null;
  } catch {
    return null; // No answer of ours: something between here and there gave it.
  }
}
