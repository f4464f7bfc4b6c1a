import { expect, it } from 'vitest';
import { textFieldsOf } from './text-fields-of.ts';

it('shows a text of the draft, and changes that one only', () => {
  const changes: object[] = [];
  const draft = { name: 'Till', url: '', isOn: true };
  const bound = textFieldsOf(draft, (fields) => changes.push(fields));
  expect(bound('name')).toMatchObject({ path: 'name', value: 'Till' });
  bound('url').onChange('https://');
  expect(changes).toEqual([{ url: 'https://' }]);
});
