import { readUpload } from '../doors/read-upload.ts';
import { IMAGE_LIMIT_BYTES, uploadImage } from '../domain/media/index.ts';
import type { Route } from './kit/route.ts';

export const mediaRoutes: Readonly<Record<string, Route>> = {
  '/cgi-bin/media/uploadimg': {
    access: 'token',
    methods: ['POST'],
    takes: 'upload',
    // The only success without errcode beside the tokens (contract §2.2).
    async answer({ ctx, req }) {
      const { bytes } = await readUpload(req, { limitBytes: IMAGE_LIMIT_BYTES });
      const { url } = await uploadImage(ctx, { bytes });
      return { url };
    },
  },
};
