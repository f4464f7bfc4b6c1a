export {
  CredentialRefusedError,
  ForbiddenError,
  UnauthenticatedError,
  type CredentialFault,
  type ForbiddenReason,
  type UnauthenticatedReason,
} from './access.errors.ts';
export { addSafeDomain } from './add-safe-domain.ts';
export { addUserTokenKey } from './add-user-token-key.ts';
export type { AppCredentials } from './access-token.store.ts';
export type { IssuedToken } from './access-token.rules.ts';
export { createKey } from './create-key.ts';
export { createSignInLink } from './create-sign-in-link.ts';
export { deviceNameOf } from './device-name.rules.ts';
export { createUserToken, type UserTokenDraft } from './create-user-token.ts';
export { deleteExpiredCredentials } from './delete-expired.ts';
export { disablePerson } from './disable-person.ts';
export { enablePerson } from './enable-person.ts';
export { endPersonSessions } from './end-person-sessions.ts';
export { ensureHostedKey } from './ensure-hosted-key.ts';
export { ensureDerivedKey, ensureDerivedOperatorKey } from './ensure-derived-key.ts';
export { ensureOperatorKey } from './ensure-operator-key.ts';
export { identify } from './identify.ts';
export { identifyAccessToken } from './identify-access-token.ts';
export type { Credentials, Identity, RequestFacts, Root } from './identity.rules.ts';
export { invitePerson } from './invite-person.ts';
export { issueAccessToken } from './issue-access-token.ts';
export { issueStableAccessToken } from './issue-stable-access-token.ts';
export { ticketOf, type Ticket } from './issue-ticket.ts';
export { findTickets, type KnownTicket } from './ticket.queries.ts';
export { takeNonce } from './used-nonce.store.ts';
export { isKnownOrigin } from './known-origin.queries.ts';
export { listKeys, type ListedKey } from './key.queries.ts';
export type { KeyDraft } from './key.rules.ts';
export { createLookups, dropLookups, lookUp, type AccessPorts, type Lookups } from './lookups.ts';
export { findOperation } from './operation.queries.ts';
export type { OperationDraft } from './operation.rules.ts';
export { openHostedPages } from './open-hosted-pages.ts';
export { findOwner } from './owner.queries.ts';
export { assertMayGrantRole, assertMayManage, isSelf, mayMakeSignInLink } from './person.access.ts';
export { assertPerson, type KnownPerson, normalizeLogin, worksNowhere } from './person.rules.ts';
export { endSignIns, holdLogin, lockPerson, type PersonWithRoles } from './person.store.ts';
export { assertInvitation, type Invitation, placePerson } from './place-person.ts';
export { registerOperations } from './register-operations.ts';
export { removePersonRole } from './remove-person-role.ts';
export { revokeKey } from './revoke-key.ts';
export { rotateKey } from './rotate-key.ts';
export type { SafeDomainEntry } from './safe-domain.rules.ts';
export { sealingKeyIds } from './sealing-keys.queries.ts';
export { csrfTokenOf, isCsrfToken } from './session.rules.ts';
export type { SignedIn } from './session.store.ts';
export { type NewPassword, setPassword } from './set-password.ts';
export { findImageHosts, findSignedInPerson, type SignedInPerson } from './signed-in.queries.ts';
export { getPickableSignIn, mayPickUser, tokenOfPickedUser, tokenOfSignedInUser } from './signed-in-user.ts';
export { signIn, signInByToken } from './sign-in.ts';
export { insertPhoneLink } from './sign-in-link.store.ts';
export { signOut } from './sign-out.ts';
export { openSigningSecrets, signingSecretOf } from './signing-secret.ts';
export { beginUserSignIn, endUserSignIn, findUserSignIn } from './user-sign-in.ts';
export { SIGN_IN_STATE_SECONDS, USER_SIGN_IN_SECONDS } from './user-sign-in.rules.ts';
export { isOpenid } from './user-token.rules.ts';
export { viewerOf, type Viewer } from './viewer.queries.ts';
