import type { Decision, ReadApproval, Role, Statement } from "../../../shared/approve/approval.ts";
import type { Policy } from "../../../shared/approve/decide.ts";
import type { KeyTrust } from "../trust/trustedKeys.ts";

/** Approvals and the team's rules → what a verdict tells of them: who decided what, when, by whose list. */

/** The stable shape that `manara verify --json` prints. */
export interface Verdict {
  readonly valid: boolean;
  readonly reasons: readonly string[];
  /** The codes of the reasons, in their order. */
  readonly codes: readonly string[];
  readonly document: string;
  /** Several are separated by commas. */
  readonly edition: string;
  readonly approvedBy: { readonly name: string; readonly key: string } | null;
  readonly approvedAt: string | null;
  readonly proof: string | null;
  /**
   * Whether this machine knows every key that the verdict rests on. `valid` says that nothing was altered since
   * these keys signed; a key without trust may be anybody's, whatever name it carries. A file that nobody sealed
   * rests on no key.
   */
  readonly trust: KeyTrust;
  /** The genuine decisions that it rests on, oldest first: who submitted, who reviewed the language, who approved. */
  readonly decisions: readonly VerdictDecision[];
  /** Whose list of members and rules it was judged by; null where there is none. */
  readonly team: { readonly name: string; readonly number: number } | null;
  /** Released by the demo's key, which is in everybody's hands: an example, and nothing to print. */
  readonly sample?: true;
  /** Of a file: who sealed its bytes when it was exported; null where nobody did. */
  readonly sealedBy?: { readonly name: string; readonly key: string } | null;
}

export interface VerdictDecision {
  readonly decision: Decision;
  readonly by: { readonly name: string; readonly key: string };
  readonly organisation: string;
  readonly role: Role | null;
  readonly at: string;
}

export function decisionsOf(approvals: readonly ReadApproval[]): VerdictDecision[] {
  return approvals
    .filter(({ genuine }) => genuine)
    .map(({ statement }) => ({
      decision: statement.decision,
      by: { name: statement.by.name, key: statement.by.key },
      organisation: statement.version === 1 ? "" : statement.by.organisation,
      role: statement.version === 1 ? null : statement.role,
      at: statement.at,
    }))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
}

export function teamOf({ team }: Policy): Verdict["team"] {
  return team === undefined ? null : { name: team.team.name, number: team.team.number };
}

export function approvedFacts(statement: Statement | null | undefined): Pick<Verdict, "approvedBy" | "approvedAt"> {
  if (statement == null) return { approvedBy: null, approvedAt: null };
  return { approvedBy: { name: statement.by.name, key: statement.by.key }, approvedAt: statement.at };
}
