import type { Locator, Route } from '@kaquan/browser';

/** Loses the call of a document: before the server sees it, or its answer. All others go their way. */
export const lostAt =
  (operation: string, when: 'before' | 'after') =>
  async (route: Route): Promise<void> => {
    if (!route.request().postData()?.includes(operation)) return route.continue();
    if (when === 'after') await route.fetch();
    await route.abort();
  };

/** Answers a mutation with a refusal at a path, which the form may not know. */
export const refusedAt =
  (mutation: string, field: readonly string[]) =>
  async (route: Route): Promise<void> => {
    if (!route.request().postData()?.includes(`${mutation}(`)) return route.continue();
    const userErrors = [{ __typename: 'UserError', code: 'STRANGE', message: '不认识的问题', field, retryable: false }];
    await route.fulfill({ json: { data: { [mutation]: { __typename: 'Answer', placement: null, userErrors } } } });
  };

/** Whether it can be seen without scrolling. */
export const isInView = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { top, bottom, left, width } = element.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, (top + bottom) / 2);
    return top >= 0 && bottom <= innerHeight && element.contains(seen);
  });
