import './device.mutations.ts';
import './staff.mutations.ts';
import './staff.queries.ts';
