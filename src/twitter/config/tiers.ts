/** What X allows an app by its access (docs.x.com, 2026); the older tiers keep theirs. */
const limits = {
  essential: { rules: 5, length: 512 },
  basic: { rules: 25, length: 512 },
  elevated: { rules: 25, length: 512 },
  academic: { rules: 1000, length: 1024 },
  pro: { rules: 1000, length: 1024 },
  "pay-per-use": { rules: 1000, length: 1024 },
  enterprise: { rules: 25_000, length: 2048 },
} as const;

export type Tier = keyof typeof limits;

export interface RuleLimits {
  readonly rules: number;
  /** Characters of one rule. */
  readonly length: number;
}

export const tiers = Object.keys(limits) as readonly Tier[];

export function limitsOf(tier: Tier): RuleLimits {
  return limits[tier];
}
