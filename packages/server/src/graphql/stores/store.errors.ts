import { StoreInUseError } from '../../domain/stores/index.ts';
import { refusalType } from '../kit/user-error.ts';

refusalType(StoreInUseError, {
  description: 'A card that is still live names the store, so it can not be deleted (S3).',
});
