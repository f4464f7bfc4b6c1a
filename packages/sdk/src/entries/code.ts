import { pageClient } from '../elements/kit/page-client.ts';
import { defineKqCode } from '../elements/kq-code/define.ts';

export { KqCode } from '../elements/kq-code/kq-code.element.ts';
/** Tells all elements of the page where Kaquan is, and who the user is. */
export const configure = pageClient.configure;

defineKqCode();
