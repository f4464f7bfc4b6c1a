import { describe, expect, it } from 'vitest';
import { headingsOf, storeTemplate } from './store-template.ts';

describe('the template of an import of stores', () => {
  it('names the columns, and quotes a cell with commas', () => {
    const [head = '', example = ''] = storeTemplate('en').split('\r\n');
    expect(head.startsWith('\uFEFFsid,business_name,')).toBe(true);
    expect(example).toContain('"美食,火锅"');
  });
  it('tells what a file needs in each language', () => {
    expect(headingsOf('required', 'zh-CN')).toHaveLength(8);
    expect(headingsOf('optional', 'en')).toContain('open_time');
  });
});
