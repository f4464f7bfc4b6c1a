import { useForm } from './form-context.tsx';
import type { BenefitGroup, KindDrafts } from './kind-drafts.ts';

type Group<G extends BenefitGroup> = {
  values: KindDrafts[G];
  /** A handler that writes its value into one field of the group. */
  set: <K extends keyof KindDrafts[G]>(name: K) => (value: KindDrafts[G][K]) => void;
};

/** The fields of one kind's benefit, as they stand in the draft. */
export function useBenefit<G extends BenefitGroup>(group: G): Group<G> {
  const { draft, change } = useForm();
  return {
    values: draft[group],
    set: (name) => (value) => change({ type: 'setBenefit', group, fields: { [name]: value } }),
  };
}
