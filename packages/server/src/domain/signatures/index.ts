export { explainSignatureOf, type SignatureQuestion, type SignatureVerdict } from './explain-signature.queries.ts';
export type { SignatureExplanation } from './explain.rules.ts';
export { setSignatureForms, type SignatureForms } from './set-signature-forms.ts';
export { NonceReusedError, SignatureExpiredError, SignatureInvalidError } from './signature.errors.ts';
export type { SignaturePart } from './signed-text.rules.ts';
export { type CardExtGrant, type SignedClaim, verifyCardExt } from './verify-card-ext.ts';
