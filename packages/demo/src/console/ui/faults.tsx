import { createContext, useContext } from 'react';

/** What is wrong with a form, by the path of the field as the server names it: `validity.termDays`. */
export type Faults = Readonly<Record<string, string>>;

export const FaultsContext = createContext<Faults>({});

export const useFault = (path: string): string | undefined => useContext(FaultsContext)[path];

/** The id of the control of a field, so that a summary can lead there. */
export const fieldId = (path: string): string => `field-${path.replaceAll('.', '-')}`;
