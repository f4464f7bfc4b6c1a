import { expect, it } from 'vitest';
import { storesFaultText } from './stores-fault-text.ts';
import type { StoresFault } from './upload-stores.ts';

const refused: StoresFault = {
  fault: 'refused',
  ofFile: null,
  message: 'The columns of the file do not fit',
  columns: { missing: [], unknown: [], twice: [] },
};

it('lists missing and unknown columns apart, by the headings of the template', () => {
  const fault = { ...refused, columns: { missing: ['city', 'telephone'], unknown: ['颜色', ''], twice: ['sid'] } };
  expect(storesFaultText(fault, 'zh-CN')).toBe('缺少的列：市、电话。无法识别的列：颜色、（空）。重复的列：门店编号。');
  expect(storesFaultText(fault, 'en')).toBe(
    'Missing columns: city, telephone. Unknown columns: 颜色, (empty). There twice: sid.',
  );
});

it('says in one’s own language what is wrong with the whole file', () => {
  const of = (ofFile: string | null): string => storesFaultText({ ...refused, ofFile }, 'zh-CN');
  expect(of('MISSING')).toBe('文件里没有门店。');
  expect(of('TOO_LONG')).toBe('文件行数太多，最多 5000 行。');
  expect(of('INVALID')).toBe('文件无法识别，请按模板填写，并保存为 UTF-8 或 GB18030 的 CSV。');
  expect(of(null)).toBe('The columns of the file do not fit');
  expect(storesFaultText({ ...refused, fault: 'tooLarge' }, 'zh-CN')).toBe('文件太大，请拆分后上传。');
});
