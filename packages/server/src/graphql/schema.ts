import './kit/kit.errors.ts';
import './kit/money.type.ts';
import './kit/scalars.ts';
import { builder } from './builder.ts';

/** The one schema of all callers. */
export const schema = builder.toSchema();
