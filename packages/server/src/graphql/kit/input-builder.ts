import type { builder } from '../builder.ts';

/** Fields of an input that several inputs share are made by functions of this. */
export type InputBuilder = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;
