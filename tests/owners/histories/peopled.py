"""Who answers: accounts, hand-overs, names that two people have, mail maps, pins; and nobody where that is right."""

from __future__ import annotations

from tests.owners.histories.building import ADA, BO, CID, DEV, EVE, FIRM, PEOPLE, Repo, case, page

ACCOUNTS = PEOPLE + (
    "accounts:\n"
    "  - {customer: Contoso Logistics AB, aliases: [Contoso], owner: bo, from: 2024-01-01, to: 2026-06-30}\n"
    "  - {customer: Contoso Logistics AB, aliases: [Contoso], owner: ada, from: 2026-07-01}\n"
)
LEFT = PEOPLE.replace(
    "role: sales, manager: eve}\n  - {id: cid", "role: sales, manager: eve, left: 2026-06-30}\n  - {id: cid"
)
TWINS = PEOPLE + "  - {id: ada2, name: Ada Holm, emails: [ada.holm@q.example], role: sales}\n"


def facts(text: str, **told: str) -> str:
    """A page with front matter."""
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in told.items()) + "---\n" + text


@case("Cid Ode", "bo", "account", people=ACCOUNTS)
def the_account_on_the_documents_day(repo: Repo) -> None:
    repo.put(CID, "2026-08-02", facts(page(FIRM), customer="Contoso Logistics", date="2026-06-30"))


@case("Cid Ode", "ada", "account", people=ACCOUNTS)
def the_hand_over_day_itself(repo: Repo) -> None:
    repo.put(CID, "2026-08-02", facts(page(FIRM), customer="Contoso Logistics", date="2026-07-01"))


@case("Cid Ode", "bo", "account", people=ACCOUNTS)
def without_a_date_the_day_of_the_promise(repo: Repo) -> None:
    repo.put(CID, "2026-05-02", facts(page(FIRM), customer="Contoso Logistics"))


@case("Cid Ode", "ada", "account", people=ACCOUNTS)
def without_a_date_a_later_promise(repo: Repo) -> None:
    repo.put(CID, "2026-08-02", facts(page(FIRM), customer="Contoso Logistics"))


@case("Cid Ode", "ada", "account", people=ACCOUNTS)
def another_case_and_legal_form(repo: Repo) -> None:
    repo.put(CID, "2026-08-02", facts(page(FIRM), customer="CONTOSO LOGISTICS", date="2026-08-01"))


@case("Cid Ode", "ada", "account", people=ACCOUNTS)
def an_alias_of_the_customer(repo: Repo) -> None:
    repo.put(CID, "2026-08-02", facts(page(FIRM), customer="contoso", date="2026-08-01"))


@case("Cid Ode", "cid", "introduced", people=ACCOUNTS)
def a_customer_whom_nobody_has(repo: Repo) -> None:
    repo.put(CID, "2026-08-02", facts(page(FIRM), customer="Fabrikam", date="2026-08-01"))


@case(
    "Cid Ode",
    "cid",
    "introduced",
    people=ACCOUNTS + "  - {customer: Contoso Logistics, owner: bo, from: 2026-07-01}\n",
    because="nobody",
)
def two_owners_of_one_account(repo: Repo) -> None:
    repo.put(CID, "2026-08-02", facts(page(FIRM), customer="Contoso", date="2026-08-01"))


@case("Bo Lind", "eve", "introduced", people=LEFT, because="Bo Lind left on 2026-06-30")
def left_without_an_account(repo: Repo) -> None:
    repo.put(BO, "2026-05-02", page(FIRM))


@case("Bo Lind", "ada", "introduced", because="owns Contoso Logistics today",
      people=LEFT + "accounts:\n  - {customer: Contoso Logistics, owner: ada, from: 2026-07-01}\n")  # fmt: skip
def left_and_the_account_went_on(repo: Repo) -> None:
    repo.put(BO, "2026-05-02", facts(page(FIRM), customer="Contoso Logistics", date="2026-05-01"))


@case("Bo Lind", "bo", "introduced", people=LEFT.replace("2026-06-30", "2026-11-20"))
def still_here_on_the_last_day(repo: Repo) -> None:
    repo.put(BO, "2026-05-02", page(FIRM))


@case("Ada Holm", "ada", "introduced", people=TWINS)
def two_people_of_one_name_told_apart_by_address(repo: Repo) -> None:
    repo.put(ADA, "2026-05-02", page(FIRM))


@case("Ada Holm", "ada2", "introduced", people=TWINS)
def the_other_one_of_that_name(repo: Repo) -> None:
    repo.put("Ada Holm <ada.holm@q.example>", "2026-05-02", page(FIRM))


@case("Ada Holm", "", "", people=TWINS)
def two_people_of_one_name_and_neither_address(repo: Repo) -> None:
    repo.put("Ada Holm <ada@home.example>", "2026-05-02", page(FIRM))


@case("Ada Holm", "ada", "introduced")
def an_older_address_of_the_same_person(repo: Repo) -> None:
    repo.put("A. Holm <aholm@old.example>", "2026-05-02", page(FIRM))
    repo.put(BO, "2026-06-02", "Ada Holm <ada@q.example> <aholm@old.example>\n", ".mailmap")


@case("Bo Lind", "bo", "introduced")
def a_mail_map(repo: Repo) -> None:
    repo.put("bosse <bosse@laptop.example>", "2026-05-02", page(FIRM))
    repo.put(DEV, "2026-06-02", "Bo Lind <bo@q.example> <bosse@laptop.example>\n", ".mailmap")


@case("Dana Roe", "", "", because="engineering")
def an_engineer_does_not_answer(repo: Repo) -> None:
    repo.put(DEV, "2026-05-02", page(FIRM))


@case("Dana Roe", "eve", "fallback", people=PEOPLE + "fallback: eve\n")
def an_engineer_and_a_fallback(repo: Repo) -> None:
    repo.put(DEV, "2026-05-02", page(FIRM))


@case("Sten Gran", "", "", because="has no role in the people file")
def somebody_whom_nobody_knows(repo: Repo) -> None:
    repo.put("Sten Gran <sten@else.example>", "2026-05-02", page(FIRM))


@case("Ada Holm", "bo", "pin")
def a_pin(repo: Repo) -> None:
    repo.put(ADA, "2026-05-02", facts(page(FIRM), sales_owner="bo"))


@case("Ada Holm", "", "", because="nobody in the people file")
def a_pin_to_somebody_unknown(repo: Repo) -> None:
    repo.put(ADA, "2026-05-02", facts(page(FIRM), sales_owner="Nils Okänd"))


@case(
    "Ada Holm",
    "cid",
    "path",
    people=PEOPLE + "paths:\n  - {match: '*.md', owner: bo}\n  - {match: offer.md, owner: cid}\n",
)
def the_last_path_that_matches(repo: Repo) -> None:
    repo.put(ADA, "2026-05-02", page(FIRM))


@case("Eve Nord", "eve", "introduced", on="2026-06-02")
def the_lead_made_it_firm(repo: Repo) -> None:
    repo.put(ADA, "2026-05-02", page(FIRM.replace("will deliver", "hope to deliver")))
    repo.put(EVE, "2026-06-02", page(FIRM))


@case("Ada Holm", "ada", "introduced")
def somebody_whose_address_is_written_in_capitals(repo: Repo) -> None:
    repo.put("ada holm <ADA@Q.EXAMPLE>", "2026-05-02", page(FIRM))
    repo.put(BO, "2026-06-02", "Ada Holm <ada@q.example>\n", ".mailmap")
