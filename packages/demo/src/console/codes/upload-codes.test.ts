import { describe, expect, it } from 'vitest';
import { uploadOf } from './upload-codes.ts';

describe('the answer to a file of codes', () => {
  it.each([
    [202, '{"id":"imp_01J"}', { importId: 'imp_01J' }],
    [200, 'not JSON', { fault: 'failed' }],
    [413, '', { fault: 'tooLarge' }],
    [403, '{"code":"FORBIDDEN"}', { fault: 'forbidden' }],
    [400, '{"code":"INVALID_INPUT"}', { fault: 'refused' }],
    [502, '<html>', { fault: 'failed' }],
  ])('%d %s is %j', (status, body, upload) => {
    expect(uploadOf(status, body)).toEqual(upload);
  });
});
