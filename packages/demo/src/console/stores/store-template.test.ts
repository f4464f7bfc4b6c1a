import { describe, expect, it } from 'vitest';
import { REQUIRED_COLUMNS, storeTemplate } from './store-template.ts';

describe('the template of an import of stores', () => {
  it('names the columns, and quotes a cell with commas', () => {
    const [head = '', example = ''] = storeTemplate().split('\r\n');
    expect(head.startsWith(`\uFEFF${REQUIRED_COLUMNS.join(',')},`)).toBe(true);
    expect(example).toContain('"美食,火锅"');
  });
});
