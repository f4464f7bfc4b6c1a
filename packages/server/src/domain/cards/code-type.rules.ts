import type { CodeType } from '../../generated/prisma/enums.ts';

/** Whether codes of this type are shown as QR codes (K3), the only picture that a rotating code has. */
export const isShownAsQr = (type: CodeType): boolean => type === 'CODE_TYPE_QRCODE' || type === 'CODE_TYPE_ONLY_QRCODE';
