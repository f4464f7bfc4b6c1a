import { type ComponentProps, type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation } from 'urql';
import { StoreCreate } from '../../generated/console.ts';
import { go } from '../app/navigation.tsx';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRefusals } from '../ui/use-refusals.ts';
import { PositionFields } from './position-fields.tsx';
import { checkStore, emptyStore, type StoreDraft, storeFieldOf, storeInputOf } from './store-draft.ts';
import { storesTexts } from './stores.texts.ts';

type TextName = Exclude<keyof StoreDraft, 'introduction'>;
type TextOptions = Omit<ComponentProps<typeof TextField>, 'path' | 'label' | 'value' | 'onChange'>;
type SetField = (name: keyof StoreDraft) => (value: string) => void;

/** Adds a store (S1). */
export function StoreFormPage(): ReactNode {
  const texts = useTexts(storesTexts);
  const say = useToast();
  const [draft, setDraft] = useState(emptyStore);
  const { faults, leftOver, refuse } = useRefusals();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, create] = useMutation(StoreCreate);
  const set: SetField = (name) => (value) => setDraft((before) => ({ ...before, [name]: value }));

  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setProblem(null);
    const own = [...checkStore(draft)].map(([name, fault]) => [name, texts[fault]] as const);
    refuse(Object.fromEntries(own));
    if (own.length > 0) return;
    const { data, error } = await create({ input: storeInputOf(draft) });
    if (error) setProblem(problemOf(error));
    if (!data) return;
    const { store, userErrors } = data.storeCreate;
    refuse(Object.fromEntries(userErrors.map(({ field, message }) => [storeFieldOf(field) ?? '', message])));
    if (!store) return;
    say(texts.created(store.name));
    go({ page: 'stores' });
  };
  return (
    <Page title={texts.newStore} back={{ to: { page: 'stores' }, label: texts.back }}>
      <FaultsContext value={faults}>
        <form className="column" noValidate onSubmit={(event) => void send(event)}>
          <StoreFields draft={draft} set={set} />
          <div className="form-actions">
            {problem && <ProblemNotice problem={problem} whenLost={texts.whenLost} />}
            {leftOver && <ProblemNotice problem={leftOver} />}
            <button className="button is-primary" disabled={fetching}>
              {fetching ? texts.submitting : texts.submit}
            </button>
          </div>
        </form>
      </FaultsContext>
    </Page>
  );
}

type FieldsProps = { draft: StoreDraft; set: SetField };

function StoreFields(props: FieldsProps): ReactNode {
  const texts = useTexts(storesTexts);
  return (
    <>
      <Section title={texts.basics}>
        <NameFields {...props} />
      </Section>
      <Section title={texts.place}>
        <PlaceFields {...props} />
      </Section>
      <Section title={texts.service}>
        <ServiceFields {...props} />
      </Section>
    </>
  );
}

/** A text field of the store with its label, by the server's name. */
function StoreText({ name, draft, set, ...field }: FieldsProps & { name: TextName } & TextOptions): ReactNode {
  const texts = useTexts(storesTexts);
  return <TextField path={name} label={texts[name]} value={draft[name]} onChange={set(name)} {...field} />;
}

function NameFields(props: FieldsProps): ReactNode {
  const texts = useTexts(storesTexts);
  return (
    <>
      <StoreText name="businessName" hint={texts.businessNameHint} limit={{ width: 60 }} isRequired {...props} />
      <div className="fields-row">
        <StoreText name="branchName" limit={{ width: 60 }} {...props} />
        <StoreText name="category" hint={texts.categoryHint} isRequired {...props} />
      </div>
      <StoreText name="telephone" type="tel" isRequired {...props} />
    </>
  );
}

function PlaceFields(props: FieldsProps): ReactNode {
  const texts = useTexts(storesTexts);
  const { draft, set } = props;
  const place = (position: Pick<StoreDraft, 'longitude' | 'latitude'>): void => {
    set('longitude')(position.longitude);
    set('latitude')(position.latitude);
  };
  return (
    <>
      <div className="fields-row">
        <StoreText name="province" hint={texts.provinceHint} limit={{ width: 30 }} isRequired {...props} />
        <StoreText name="city" limit={{ width: 30 }} isRequired {...props} />
        <StoreText name="district" limit={{ width: 30 }} {...props} />
      </div>
      <StoreText name="address" limit={{ width: 120 }} isRequired {...props} />
      <PositionFields longitude={draft.longitude} latitude={draft.latitude} onChange={place} />
    </>
  );
}

function ServiceFields(props: FieldsProps): ReactNode {
  const texts = useTexts(storesTexts);
  const { draft, set } = props;
  return (
    <>
      <div className="fields-row">
        <StoreText name="openTime" limit={{ width: 60 }} placeholder="10:00-22:00" {...props} />
        <StoreText name="averagePriceYuan" inputMode="numeric" before="¥" after={texts.yuan} {...props} />
      </div>
      <TextArea
        path="introduction"
        label={texts.introduction}
        value={draft.introduction}
        onChange={set('introduction')}
        limit={{ width: 300 }}
      />
    </>
  );
}
