// Prisma client and Pothos types from prisma/schema.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatePrisma } from '../../../scripts/kit/generate-prisma.mjs';

generatePrisma({ root: dirname(dirname(fileURLToPath(import.meta.url))), schema: 'prisma/schema' });
