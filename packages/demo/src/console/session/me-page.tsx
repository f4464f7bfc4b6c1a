import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from '../app/navigation.tsx';
import { PAGE_SCOPES } from '../app/page-scopes.ts';
import { shellTexts } from '../app/shell.texts.ts';
import { LanguageSwitch } from '../language/language-switch.tsx';
import { useTexts } from '../language/language.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useDesk } from './desk.tsx';
import { PasswordForm } from './password-form.tsx';
import { SignOutButton } from './sign-out-button.tsx';

// Only an operator sees it.
const OwnFastReview = lazy(async () => ({
  default: (await import('../reviews/fast-review-panel.tsx')).OwnFastReview,
}));

// Only who sees cards does.
const MerchantGuardsPanel = lazy(async () => ({
  default: (await import('../claiming/merchant-guards-panel.tsx')).MerchantGuardsPanel,
}));

const TOOLS = [
  { page: 'events', label: 'eventDesk' },
  { page: 'endpoints', label: 'webhooks' },
  { page: 'signatures', label: 'signatureDoctor' },
] as const;

function DeveloperLinks(): ReactNode {
  const texts = useTexts(shellTexts);
  const { may } = useDesk();
  const shown = TOOLS.filter(({ page }) => PAGE_SCOPES[page].every(may));
  if (shown.length === 0) return null;
  return (
    <Section title={texts.developers}>
      <div className="segments">
        {shown.map(({ page, label }) => (
          <Link key={page} to={{ page }} className="button">
            {texts[label]}
          </Link>
        ))}
      </div>
    </Section>
  );
}

/** Who one is here, for whom, and the way out. */
export function MePage(): ReactNode {
  const texts = useTexts(shellTexts);
  const { viewer, merchant, may, leaveMerchant } = useDesk();
  const role = viewer.role === null ? texts.operator : texts.roles[viewer.role];
  return (
    <Page title={texts.me}>
      <div className="column">
        <Facts title={texts.person}>
          <Fact name={viewer.person?.name ?? '–'}>{role}</Fact>
          <Fact name={texts.login}>{viewer.person?.login ?? '–'}</Fact>
        </Facts>
        <Facts title={texts.merchant}>
          <Fact name={texts.merchant}>
            {merchant.name}
            {merchant.isSandbox && <span className="tag">{texts.sandbox}</span>}
          </Fact>
          <Fact name={texts.appId}>
            <code>{merchant.appId}</code>
          </Fact>
          <Fact name={texts.timeZone}>{merchant.timeZone}</Fact>
          <Fact name={texts.keys}>
            <a href="/">{location.host}</a>
          </Fact>
        </Facts>
        <DeveloperLinks />
        {may('cards:read') && (
          <Suspense>
            <MerchantGuardsPanel />
          </Suspense>
        )}
        {may('merchants:write') && (
          <Suspense>
            <OwnFastReview />
          </Suspense>
        )}
        <section className="panel">
          <h2>{texts.language}</h2>
          <LanguageSwitch />
        </section>
        <PasswordForm />
        {leaveMerchant && (
          <button type="button" className="button is-wide" onClick={leaveMerchant}>
            {texts.switchMerchant}
          </button>
        )}
        <SignOutButton />
      </div>
    </Page>
  );
}
