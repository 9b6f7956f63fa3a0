"""Edits of the sentence itself: which of them are a promise anew, and which are not."""

from __future__ import annotations

from tests.owners.histories.building import ADA, BO, BOT, CID, FIRM, HEDGED, SOLID, Repo, case, page


@case("Ada Holm", "ada", "introduced", on="2026-03-02", turns="made")
def written_once(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_typo_elsewhere_in_the_line(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("Our tema is proud. " + FIRM))
    repo.put(BO, "2026-04-02", page("Our team is proud. " + FIRM))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_typo_in_the_sentence(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("We will delivver the tide forecast to all habours in Q2 2027."))
    repo.put(BO, "2026-04-02", page("We will deliver the tide forecast to all harbours in Q2 2027."))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_wrap_by_a_bot(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.put(BOT, "2026-04-02", page(FIRM.replace(" forecast ", " forecast\n")))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_wrap_by_another_salesperson(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("An introduction of some length. " + FIRM))
    repo.put(BO, "2026-04-02", page("An introduction\nof some length. " + FIRM.replace(" in ", "\nin ")))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def emphasis(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.put(BO, "2026-04-02", page(FIRM.replace("tide forecast", "**tide forecast**")))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def another_list_marker(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("- " + FIRM + "\n- More to come."))
    repo.put(BO, "2026-04-02", page("* " + FIRM + "\n* More to come."))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def line_ends(repo: Repo) -> None:
    repo.git("config", "core.autocrlf", "false")
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.put(BO, "2026-04-02", page(FIRM).replace("\n", "\r\n"))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def an_alias_for_the_name(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.put(BO, "2026-04-02", page(FIRM.replace("tide forecast", "tidal outlook")))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def another_way_to_write_the_same_day(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(SOLID))
    repo.put(BO, "2026-04-02", page(SOLID.replace("1 March 2027", "March 1st, 2027")))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def another_way_to_write_the_same_quarter(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.put(BO, "2026-04-02", page(FIRM.replace("Q2 2027", "the second quarter of 2027")))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def moved_down_the_page(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM, "Who we are.", "What we do."))
    repo.put(BO, "2026-04-02", page("Who we are.", "What we do.", FIRM))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def edits_all_around(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("One.", FIRM, "Two."))
    repo.put(BO, "2026-04-02", page("One and a half.", FIRM, "Two and a half."))
    repo.put(CID, "2026-05-02", page("Entirely new.", FIRM, "Other words."))


@case("Cid Ode", "cid", "introduced", on="2026-05-04", turns="made hardened")
def a_date_made_finer(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.put(CID, "2026-05-04", page(SOLID))


@case("Bo Lind", "bo", "introduced", on="2026-05-04", turns="made moved")
def a_date_moved(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM.replace("Q2", "Q1")))
    repo.put(BO, "2026-05-04", page(FIRM))


@case("Bo Lind", "bo", "introduced", on="2026-05-04", turns="made hardened")
def a_hedge_removed(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(HEDGED))
    repo.put(BO, "2026-05-04", page(FIRM))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_hedge_added(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.put(BO, "2026-05-04", page(HEDGED))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def another_hedge(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(HEDGED))
    repo.put(BO, "2026-05-04", page(HEDGED.replace("plan to", "aim to")))


@case("Bo Lind", "bo", "introduced", on="2026-05-04")
def a_date_added(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("We will deliver the tide forecast."))
    repo.put(BO, "2026-05-04", page(FIRM))


@case("Bo Lind", "bo", "introduced", on="2026-05-04", turns="made")
def the_feature_swapped(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM.replace("tide forecast", "crane booking")))
    repo.put(BO, "2026-05-04", page(FIRM))


@case("Cid Ode", "cid", "introduced", on="2026-06-04", turns="made hardened hardened")
def hedged_then_firm_then_solid(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(HEDGED))
    repo.put(BO, "2026-05-04", page(FIRM))
    repo.put(CID, "2026-06-04", page(SOLID))


@case("Bo Lind", "bo", "introduced", on="2026-06-04", turns="made removed made")
def reverted_and_made_anew(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("Hello.", FIRM))
    repo.put(CID, "2026-04-02", page("Hello."))
    repo.put(BO, "2026-06-04", page("Hello.", FIRM))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def said_a_second_time_by_somebody_else(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("Hello.", FIRM))
    repo.put(BO, "2026-06-04", page(FIRM, "Hello.", FIRM))


@case("Bo Lind", "bo", "introduced", on="2026-06-04")
def the_heading_that_dates_it_changed(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", "# Offer\n\n## Coming in Q1 2027\n\n- Tide forecast\n- Rest\n\nPlans may change.\n")
    repo.put(BO, "2026-06-04", "# Offer\n\n## Coming in Q2 2027\n\n- Tide forecast\n- Rest\n\nPlans may change.\n")


@case("Bo Lind", "bo", "introduced", on="2026-06-04", code="PL106")
def an_amount_raised(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("The berth map holds up to 120 berths."))
    repo.put(BO, "2026-06-04", page("The berth map holds up to 500 berths."))


@case("Bo Lind", "bo", "introduced", on="2026-06-04", code="PL301")
def an_absolute_put_in(repo: Repo) -> None:
    repo.put(
        ADA, "2026-03-02", page("The berth map is a service that seldom loses any of the data that harbours store.")
    )
    repo.put(BO, "2026-06-04", page("The berth map is a service that never loses any of the data that harbours store."))


@case("Ada Holm", "ada", "introduced", on="2026-03-02", code="PL301")
def an_absolute_in_other_company(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("The berth map never loses data.", "More."))
    repo.put(BO, "2026-06-04", page("Intro.", "The berth map never loses data.", "Much more."))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_row_of_a_table_beside_new_rows(repo: Repo) -> None:
    table = "| Feature | When |\n|---|---|\n| Tide forecast | Q2 2027 |\n"
    repo.put(ADA, "2026-03-02", f"# Plan\n\n{table}\nPlans may change.\n")
    repo.put(BO, "2026-06-04", f"# Plan\n\n{table}| Crane booking | Q1 2028 |\n\nPlans may change.\n")


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def from_prose_to_a_list(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.put(BO, "2026-06-04", page("- " + FIRM))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def swedish_wrapped_anew(repo: Repo) -> None:
    said = "Vi levererar tidvattenprognosen (tide forecast) i andra kvartalet 2027."
    repo.put(ADA, "2026-03-02", f"# Offert\n\n{said}\n\nPlanerna kan ändras.\n")
    repo.put(BO, "2026-06-04", f"# Offert\n\nHej!\n\n{said.replace(' i ', chr(10) + 'i ')}\n\nPlanerna kan ändras.\n")
