import { fetchInTime } from './client.ts';
import { callHeaders, type Caller } from './headers.ts';

/** Why an image was not taken. */
export type UploadFault = 'tooLarge' | 'notImage' | 'forbidden' | 'failed';
export type Upload = { url: string } | { fault: UploadFault };

const LIMIT_BYTES = 1_048_576;

/** Sends one JPEG or PNG of at most 1 MB to `POST /media` (C11). What the server would refuse anyway stays here. */
export async function uploadImage(file: File, caller: Caller): Promise<Upload> {
  if (file.size > LIMIT_BYTES) return { fault: 'tooLarge' };
  if (!['image/png', 'image/jpeg'].includes(file.type)) return { fault: 'notImage' };
  try {
    const response = await fetchInTime('/media', {
      method: 'POST',
      headers: { ...callHeaders(caller), 'Content-Type': file.type },
      body: file,
    });
    return await uploadOf(response);
  } catch {
    return { fault: 'failed' }; // No answer: the person may choose the file again.
  }
}

async function uploadOf(response: Response): Promise<Upload> {
  if (response.status === 413) return { fault: 'tooLarge' };
  if (response.status === 401 || response.status === 403) return { fault: 'forbidden' };
  const body: unknown = await response.json();
  const url: unknown = Reflect.get(Object(body), 'url');
  if (response.ok && typeof url === 'string') return { url };
  return { fault: response.status === 400 ? 'notImage' : 'failed' };
}
