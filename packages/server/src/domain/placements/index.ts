export { admitByPlacement } from './admit-by-placement.ts';
