import type { Root } from '../../domain/access/index.ts';
import { at, type Route } from '../routes.ts';
import { pickUser } from './picker.ts';
import { endSignIn } from './return.ts';
import { beginSignIn } from './sign-in.ts';
import { userToken } from './token.ts';

/** Who the user is on pages that this server hosts (W8). */
export const createIdentityRoutes = (root: Root): Route[] => [
  at('/identity/sign-in', (exchange) => beginSignIn(exchange, root)),
  at('/identity/pick', (exchange) => pickUser(exchange, root)),
  at('/identity/return', (exchange) => endSignIn(exchange, root)),
  at('/identity/token', (exchange) => userToken(exchange, root)),
];
