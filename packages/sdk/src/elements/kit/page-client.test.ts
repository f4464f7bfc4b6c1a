import { expect, it } from 'vitest';
import { createPageClient } from './page-client.ts';

const OPTIONS = { endpoint: '/graphql', publishableKey: 'pk_test_1' };

it('lets elements wait until there is a client', () => {
  const page = createPageClient();
  const heard: string[] = [];
  page.whenReady(({ options }) => heard.push(options.publishableKey));
  expect(heard).toEqual([]);
  page.configure(OPTIONS);
  page.whenReady(({ options }) => heard.push(`late ${options.publishableKey}`));
  expect(heard).toEqual(['pk_test_1', 'late pk_test_1']);
});

it('keeps the client when the same script comes twice', () => {
  const page = createPageClient();
  expect(page.configure(OPTIONS)).toBe(page.configure({ ...OPTIONS }));
});

it('gives elements another client for another key', () => {
  const page = createPageClient();
  const heard: string[] = [];
  page.configure(OPTIONS);
  const forget = page.whenReady(({ options }) => heard.push(options.publishableKey));
  page.configure({ ...OPTIONS, publishableKey: 'pk_test_2' });
  forget();
  page.configure({ ...OPTIONS, publishableKey: 'pk_test_3' });
  expect(heard).toEqual(['pk_test_1', 'pk_test_2']);
});

it('refuses a secret key', () => {
  expect(() => createPageClient().configure({ ...OPTIONS, publishableKey: 'sk_test_1' })).toThrow(TypeError);
});
