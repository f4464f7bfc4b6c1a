/** A store as a caller describes it (contract §9.2). Null and absent mean "not given". */
export type StoreDraft = {
  /** The merchant's own id (`sid`), unique per merchant. */
  externalId?: string | null | undefined;
  businessName?: string | null | undefined;
  branchName?: string | null | undefined;
  province?: string | null | undefined;
  city?: string | null | undefined;
  district?: string | null | undefined;
  address?: string | null | undefined;
  telephone?: string | null | undefined;
  /** Each with its levels joined by commas, the widest first. */
  categories?: readonly string[] | null | undefined;
  /** 1 = GCJ-02; others are stored as given. */
  offsetType?: number | null | undefined;
  longitude?: number | null | undefined;
  latitude?: number | null | undefined;
  photoUrls?: readonly string[] | null | undefined;
  recommend?: string | null | undefined;
  special?: string | null | undefined;
  introduction?: string | null | undefined;
  /** Free text such as `8:00-20:00`. */
  openTime?: string | null | undefined;
  averagePriceYuan?: number | null | undefined;
};

/** The fields that may change after creation (S2). */
export const SERVICE_FIELDS = [
  'telephone',
  'photoUrls',
  'recommend',
  'special',
  'introduction',
  'openTime',
  'averagePriceYuan',
] as const satisfies readonly (keyof StoreDraft)[];
export type ServiceField = (typeof SERVICE_FIELDS)[number];
/** The fields that stay as they were given at first. */
export type FixedField = Exclude<keyof StoreDraft, ServiceField>;

const FIXED_FIELDS = [
  'externalId',
  'businessName',
  'branchName',
  'province',
  'city',
  'district',
  'address',
  'categories',
  'offsetType',
  'longitude',
  'latitude',
] as const satisfies readonly FixedField[];

/** Names of the given fields: those that may change and those that may not. */
export const givenFieldsOf = (changes: StoreDraft): { service: ServiceField[]; fixed: FixedField[] } => ({
  service: SERVICE_FIELDS.filter((field) => changes[field] !== undefined),
  fixed: FIXED_FIELDS.filter((field) => changes[field] !== undefined),
});
