export { assertImageUrl } from './assert-image-url.ts';
export { IMAGE_LIMIT_BYTES } from './image.rules.ts';
export type { MediaPorts, ObjectStore } from './media.ports.ts';
export { type ReadImage, readMedia } from './media.queries.ts';
export { type UploadedImage, uploadImage } from './upload-image.ts';
