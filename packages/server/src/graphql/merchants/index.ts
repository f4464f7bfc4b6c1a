import './merchant.mutations.ts';
import './merchant.type.ts';
