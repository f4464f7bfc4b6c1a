import { useState } from 'react';
import { useClient, useMutation } from 'urql';
import {
  type EditedStore,
  type Refusal,
  StoreEdit,
  StoreUpdate,
  type StoreUpdateData,
} from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { type Faults, fieldId } from '../ui/faults.tsx';
import { editStoreTexts } from './edit-store.texts.ts';
import {
  checkService,
  rebasedService,
  type ServiceDraft,
  serviceChangesOf,
  serviceDraftOf,
  serviceFieldOf,
} from './service-draft.ts';

type Saved = NonNullable<StoreUpdateData['storeUpdate']['store']>;

export type StoreEditing = {
  draft: ServiceDraft;
  change: (fields: Partial<ServiceDraft>) => void;
  hasChanges: boolean;
  faults: Faults;
  problem: Problem | null;
  isBusy: boolean;
  /** Somebody else was faster: what was read is no longer what is there. */
  isStale: boolean;
  save: () => Promise<Saved | null>;
  /** Reads the store anew under what was changed here. */
  loadNewer: () => Promise<void>;
};

/** One change of a store, from what was read to what the server said of it. */
export function useStoreEdit(first: EditedStore): StoreEditing {
  const texts = useTexts(editStoreTexts);
  const client = useClient();
  const [store, setStore] = useState(first);
  const base = serviceDraftOf(store);
  const [draft, setDraft] = useState(base);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isStale, setStale] = useState(false);
  const [{ fetching }, send] = useMutation(StoreUpdate);
  const changes = serviceChangesOf(base, draft);
  const show = (found: Faults): void => {
    setFaults(found);
    const [path] = Object.keys(found);
    if (path !== undefined) document.getElementById(fieldId(path))?.focus();
  };
  const refuse = (refusals: readonly Refusal[]): void => {
    const others = refusals.filter(({ code }) => code !== 'STALE_VERSION');
    setStale(others.length < refusals.length);
    show(faultsOf(others));
    const whole = others.find(({ field }) => serviceFieldOf(field) === null);
    setProblem(whole ? { code: whole.code, message: whole.message, requestId: null } : null);
  };
  const save: StoreEditing['save'] = async () => {
    setProblem(null);
    const own = [...checkService(draft)].map(([path, fault]) => [path, texts[fault]] as const);
    show(Object.fromEntries(own));
    if (own.length > 0) return null;
    const { data, error } = await send({ input: { ...changes, id: store.id, expectedVersion: store.version } });
    if (error) setProblem(problemOf(error));
    if (data) refuse(data.storeUpdate.userErrors);
    return data?.storeUpdate.store ?? null;
  };
  const loadNewer = async (): Promise<void> => {
    const answer = await client.query(StoreEdit, { id: store.id }, { requestPolicy: 'network-only' }).toPromise();
    const newer = answer.data?.store;
    setProblem(answer.error ? problemOf(answer.error) : null);
    if (!newer) return;
    setDraft(rebasedService(draft, { from: base, to: serviceDraftOf(newer) }));
    setStore(newer);
    setStale(false);
  };
  return {
    draft,
    change: (fields) => setDraft((before) => ({ ...before, ...fields })),
    hasChanges: Object.keys(changes).length > 0,
    faults,
    problem,
    isBusy: fetching,
    isStale,
    save,
    loadNewer,
  };
}

/** What the server refused, at the fields of the form. */
const faultsOf = (refusals: readonly Refusal[]): Faults =>
  Object.fromEntries(
    refusals.flatMap(({ field, message }) => {
      const path = serviceFieldOf(field);
      return path === null ? [] : [[path, message]];
    }),
  );
