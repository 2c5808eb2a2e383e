export * from './eligibility.ts';
export type * from './offer.ts';
export * from './self-service.ts';
export * from './service-claims.ts';
