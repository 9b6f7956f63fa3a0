"""Files renamed, moved, copied, merged, cut off: the promise is followed where it went, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from tests.owners.histories.building import ADA, BO, BOT, CID, DEV, FIRM, HEDGED, PEOPLE, Repo, case, page

LONG = tuple(f"Paragraph {number} of the offer, which says nothing of any importance." for number in range(8))


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_file_renamed(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM), "draft.md")
    repo.git("mv", "draft.md", "offer.md")
    repo.commit(BO, "2026-04-02")
    return "offer.md"


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_file_renamed_twice_and_edited(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM), "draft.md")
    repo.git("mv", "draft.md", "second.md")
    repo.put(BO, "2026-04-02", page("New.", *LONG, FIRM), "second.md")
    (repo.root / "emea").mkdir()
    repo.git("mv", "second.md", "emea/third.md")
    repo.commit(CID, "2026-05-02")
    return "emea/third.md"


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_folder_renamed(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM), "old/a.md")
    repo.git("mv", "old", "new")
    repo.commit(BO, "2026-04-02")
    return "new/a.md"


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def renamed_in_letter_case_only(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM), "Offer.md")
    repo.git("mv", "Offer.md", "offer.md")
    repo.commit(BO, "2026-04-02")
    return "offer.md"


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def renamed_to_another_format(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM), "offer.txt")
    repo.git("mv", "offer.txt", "offer.md")
    repo.commit(BO, "2026-04-02")
    return "offer.md"


@case("Bo Lind", "bo", "introduced", on="2026-04-02")
def renamed_and_firmer_at_once(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(*LONG, HEDGED), "draft.md")
    repo.git("mv", "draft.md", "offer.md")
    repo.put(BO, "2026-04-02", page(*LONG, FIRM), "offer.md")
    return "offer.md"


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_paragraph_moved_between_files(repo: Repo) -> str:
    repo.write(page(*LONG), "plans.md")
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM), "news.md")
    repo.write(page(*LONG), "news.md")
    repo.put(BO, "2026-04-02", page(*LONG, FIRM), "plans.md")
    return "plans.md"


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def moved_into_a_new_file_while_the_old_one_goes(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM), "news.md")
    (repo.root / "news.md").unlink()
    repo.put(BO, "2026-04-02", page("Quite another page.", FIRM), "short.md")
    return "short.md"


@case("Bo Lind", "bo", "introduced", on="2026-04-02")
def a_copy_for_another_customer(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM), "contoso.md")
    repo.put(BO, "2026-04-02", page(*LONG, FIRM), "fabrikam.md")
    return "fabrikam.md"


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def the_copied_one_itself(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM), "contoso.md")
    repo.put(BO, "2026-04-02", page(*LONG, FIRM), "fabrikam.md")
    return "contoso.md"


@case("Bo Lind", "bo", "introduced", on="2026-04-02")
def merged_from_a_branch(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("Hello."))
    repo.git("checkout", "--quiet", "-b", "side")
    repo.put(BO, "2026-04-02", page("Hello.", FIRM))
    repo.git("checkout", "--quiet", "main")
    repo.put(CID, "2026-04-10", page("x"), "other.md")
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "side", who=CID, day="2026-04-20")


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def merged_where_both_sides_changed_the_page(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM))
    repo.git("checkout", "--quiet", "-b", "side")
    repo.put(BO, "2026-04-02", page(*LONG, FIRM, "At the end."))
    repo.git("checkout", "--quiet", "main")
    repo.put(CID, "2026-04-10", page("At the start.", *LONG, FIRM))
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "side", who=CID, day="2026-04-20")


@case("Cid Ode", "cid", "introduced", on="2026-04-20")
def put_in_by_the_merge_itself(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("Hello."))
    repo.git("checkout", "--quiet", "-b", "side")
    repo.put(BO, "2026-04-02", page("Hello.", "From the side."))
    repo.git("checkout", "--quiet", "main")
    repo.put(ADA, "2026-04-10", page("Hello you."))
    repo.git("merge", "--no-commit", "--no-ff", "side", who=CID, day="2026-04-20", check=False)
    repo.put(CID, "2026-04-20", page("Hello you.", "From the side.", FIRM))


@case("Bo Lind", "bo", "introduced", on="2026-04-20")
def a_branch_squashed(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("Hello."))
    repo.git("checkout", "--quiet", "-b", "side")
    repo.put(BO, "2026-04-02", page("Hello.", HEDGED))
    repo.put(BO, "2026-04-03", page("Hello.", FIRM))
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--squash", "--quiet", "side", who=BO, day="2026-04-20")
    repo.commit(BO, "2026-04-20")


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def rebased_by_another_committer(repo: Repo) -> None:
    repo.put(DEV, "2026-03-01", page("x"), "x.md")
    repo.git("checkout", "--quiet", "-b", "side")
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.git("checkout", "--quiet", "main")
    repo.put(DEV, "2026-03-05", page("y"), "y.md")
    repo.git("rebase", "--quiet", "main", "side", who=BO, day="2026-04-20")


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_commit_that_blame_looks_through(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page("We will deliver the tide forecast in Q1 2027."))
    skipped = repo.put(BO, "2026-04-02", page(FIRM))
    repo.put(CID, "2026-04-03", skipped + "  # a mass edit\n", ".git-blame-ignore-revs")


@case("Ada Holm", "ada", "introduced")
def not_committed_and_wrapped_anew(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.write(page(FIRM.replace(" in ", "\nin ")))


@case("Bo Lind", "bo", "introduced", on="2026-11-20", because="not committed yet")
def not_committed_yet(repo: Repo) -> None:
    repo.git("config", "user.name", "Bo Lind")
    repo.git("config", "user.email", "bo@q.example")
    repo.put(ADA, "2026-03-02", page("Hello."))
    repo.write(page("Hello.", FIRM))


@case("Bo Lind", "bo", "introduced", because="not committed yet")
def staged(repo: Repo) -> None:
    repo.git("config", "user.name", "Bo Lind")
    repo.git("config", "user.email", "bo@q.example")
    repo.put(ADA, "2026-03-02", page("Hello."))
    repo.write(page("Hello.", FIRM))
    repo.git("add", "offer.md")


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_rename_that_is_only_staged(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(*LONG, FIRM))
    repo.git("mv", "offer.md", "other.md")
    return "other.md"


@case("Bo Lind", "bo", "introduced", because="not committed yet")
def a_file_that_git_does_not_know(repo: Repo) -> str:
    repo.git("config", "user.name", "Bo Lind")
    repo.git("config", "user.email", "bo@q.example")
    repo.write(page(FIRM), "new.md")
    return "new.md"


@case("", "", "", because="git does not know who works here")
def not_committed_and_git_knows_nobody(repo: Repo) -> None:
    repo.git("config", "user.useConfigOnly", "true")
    repo.write(page(FIRM))


@case(
    "Ada Holm",
    "ada",
    "introduced",
    on="2026-03-02",
    environment={"GIT_INDEX_FILE": "/nowhere/index", "GIT_DIR": "/nowhere"},
)
def inside_a_hook_of_another_repository(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))


@case("Ada Holm", "ada", "introduced")
def a_path_like_an_option(repo: Repo) -> str:
    repo.put(ADA, "2026-03-02", page(FIRM), "--all.md")
    repo.put(BO, "2026-04-02", page("Hello.", FIRM), "--all.md")
    return "./--all.md"


@case("Ada Holm", "ada", "introduced")
def a_path_with_signs_and_letters(repo: Repo) -> str:
    path = "för säljare/[offert] “å”:*?.md"
    repo.put(ADA, "2026-03-02", page(FIRM), path)
    repo.put(BO, "2026-04-02", page("Hello.", FIRM), path)
    return path


@case("", "eve", "fallback", people=PEOPLE + "fallback: eve\n", because="cut off")
def a_shallow_clone(repo: Repo) -> Path:
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.put(BO, "2026-04-02", page("Hello.", FIRM))
    repo.put(CID, "2026-05-02", page("Hello you.", FIRM))
    clone = repo.root.parent / "clone"
    repo.git("clone", "--quiet", "--depth", "2", f"file://{repo.root}", str(clone))
    return clone


@case("Cid Ode", "cid", "introduced", on="2026-05-02")
def a_shallow_clone_that_reaches_far_enough(repo: Repo) -> Path:
    repo.put(ADA, "2026-03-02", page("Hello."))
    repo.put(BO, "2026-04-02", page("Hello you."))
    repo.put(CID, "2026-05-02", page("Hello you.", FIRM))
    clone = repo.root.parent / "clone"
    repo.git("clone", "--quiet", "--depth", "2", f"file://{repo.root}", str(clone))
    return clone


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def another_work_tree(repo: Repo) -> Path:
    repo.put(ADA, "2026-03-02", page(FIRM))
    repo.put(BO, "2026-04-02", page("Hello.", FIRM))
    folder = repo.root.parent / "second tree"
    repo.git("worktree", "add", "--quiet", "-b", "other", str(folder))
    return folder


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_submodule(repo: Repo) -> str:
    inner = Repo(repo.root.parent / "inner")
    inner.root.mkdir()
    inner.git("init", "--quiet", ".")
    inner.put(ADA, "2026-03-02", page(FIRM))
    repo.git("submodule", "--quiet", "add", f"file://{inner.root}", "texts")
    repo.commit(BO, "2026-05-02")
    return "texts/offer.md"


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def among_many_commits_elsewhere(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM))
    for number in range(12):
        repo.put(BOT, "2026-04-02", f"{number}\n", "numbers.txt")


@case("", "", "", because="no human being")
def made_by_a_bot_for_nobody(repo: Repo) -> None:
    repo.put(BOT, "2026-03-02", page(FIRM))


@case("Ada Holm", "ada", "introduced", on="2026-03-02", because="one co-author")
def made_by_a_bot_with_one_co_author(repo: Repo) -> None:
    repo.put(BOT, "2026-03-02", page(FIRM), message=f"Update\n\nCo-authored-by: {ADA}")


@case("", "", "", because="several co-authors")
def made_by_a_bot_with_two_co_authors(repo: Repo) -> None:
    repo.put(BOT, "2026-03-02", page(FIRM), message=f"Update\n\nCo-authored-by: {ADA}\nCo-authored-by: {BO}")


@case("Ada Holm", "ada", "introduced", on="2026-03-02")
def a_human_being_with_a_co_author(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", page(FIRM), message=f"Update\n\nCo-authored-by: {BO}")
