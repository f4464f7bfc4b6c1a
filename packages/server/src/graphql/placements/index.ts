import './placement.errors.ts';
