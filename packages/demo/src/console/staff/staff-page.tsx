import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { StaffList, type StaffRow } from '../../generated/console.ts';
import { Link, useAddressQuery } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { minuteText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { countText } from '../ui/count.ts';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Paging } from '../ui/paging.tsx';
import { RoleTags } from './role-tags.tsx';
import { staffVariablesOf } from './staff-list-query.ts';
import { staffTexts } from './staff.texts.ts';

/** Everybody who works at a till, and where. */
export function StaffPage(): ReactNode {
  const texts = useTexts(staffTexts);
  const [query, changeQuery] = useAddressQuery();
  const [{ data, error, fetching }, ask] = useQuery({ query: StaffList, variables: staffVariablesOf(query) });
  const staff = data?.staff;
  return (
    <Page
      title={texts.title}
      actions={
        <Link to={{ page: 'newStaff' }} className="button is-primary">
          <Icon name="plus" />
          {texts.add}
        </Link>
      }
    >
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {staff && staff.nodes.length === 0 && <Empty text={texts.none} />}
      {staff && staff.nodes.length > 0 && (
        <>
          <p className="hint">{texts.count(countText(staff.count))}</p>
          <ul className="staff-list">
            {staff.nodes.map((member) => (
              <StaffLine key={member.id} member={member} />
            ))}
          </ul>
          <Paging info={staff.pageInfo} words={texts} onChange={changeQuery} />
        </>
      )}
    </Page>
  );
}

function StaffLine({ member }: { member: StaffRow }): ReactNode {
  const texts = useTexts(staffTexts);
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  const { id, name, roles, isEveryStore, stores, lastSeenAt } = member;
  const seen =
    lastSeenAt === null ? texts.never : `${texts.lastSeen} ${minuteText(lastSeenAt, { timeZone, language })}`;
  return (
    <li>
      <Link to={{ page: 'staffMember', id }}>
        <span>
          <strong>{name}</strong> <RoleTags roles={roles} />
          <span className="hint">
            {isEveryStore ? texts.everyStore : stores.map((store) => store.name).join('、')} · {seen}
          </span>
        </span>
        <Icon name="forward" />
      </Link>
    </li>
  );
}
