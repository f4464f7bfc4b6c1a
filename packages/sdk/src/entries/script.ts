import { createClient } from '../client.ts';
import { CardError } from '../core/errors.ts';
import { pageClient } from '../elements/kit/page-client.ts';
import { configureFrom, ownTag } from '../elements/kit/page-script.ts';
import { defineKqClaim } from '../elements/kq-claim/define.ts';

// Whoever came first owns the page: a second load, or another version, joins in.
window.Kaquan = window.Kaquan || { configure: pageClient.configure, createClient, CardError };
configureFrom(window.Kaquan, ownTag());
defineKqClaim();
