"""Backstage: production is released, everything of one's own is a question to the user."""

from __future__ import annotations

import json

import pytest

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Item
from promiselint.records.sources.backstage import SOURCE

WHOLE = """# the portal
%YAML 1.1
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: kiln-web
  title: Kiln portal
  description: Where firings are booked
  annotations:
    backstage.io/view-url: url:https://git.kiln.example/portal
  tags: [java]
spec:
  type: website
  lifecycle: production
  owner: group:default/glaze
  system: firing
  dependsOn:
    - resource:kiln-db
    - component:default/oven
  consumesApis: [firing-api]
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: firing-api
spec:
  type: openapi
  lifecycle: experimental
  owner: glaze
  definition: |
    openapi: 3.0
    ---- no document begins here
---
# nothing but a comment
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata:
  name: all
spec:
  targets: [./a.yaml]
"""
PORTAL = Item(
    key="component:default/kiln-web",
    name="Kiln portal",
    status="production",
    where="component:default/kiln-web",
    line=7,
    owner="group:default/glaze",
    depends_on=("resource:default/kiln-db", "component:default/oven", "api:default/firing-api"),
    evidence="https://git.kiln.example/portal",
)
API = Item(
    key="api:default/firing-api",
    name="firing-api",
    status="experimental",
    where="api:default/firing-api",
    line=26,
    owner="glaze",
    evidence="api:default/firing-api",
)
LOCATION = Item(
    key="location:default/all",
    name="all",
    status="",
    where="location:default/all",
    line=40,
    evidence="location:default/all",
    left="a Location only points to other files",
)


def read(text: str) -> tuple[Item, ...]:
    return SOURCE.read("catalog-info.yaml", text.encode(), {}).items


def one(kind: str, spec: str, name: str = "kiln") -> Item:
    (item,) = read(f"kind: {kind}\nmetadata: {{name: {name}}}\nspec: {spec}\n")
    return item


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(Misuse) as caught:
        read(text)
    return caught.value.faults


@pytest.mark.parametrize("text", [WHOLE, WHOLE.replace("\n", "\r\n"), "\ufeff" + WHOLE])
def test_a_file_of_several_entities_is_taken_whole(text: str) -> None:
    assert read(text) == (PORTAL, API, LOCATION)


@pytest.mark.parametrize(
    ("lifecycle", "ours"),
    [
        ("experimental", "alpha"),
        ("production", "released"),
        ("deprecated", "deprecated"),
        ("active", None),
        ("Active", None),
        ("development", None),
        ("sunset", None),
    ],
)
def test_the_word_for_the_status_map(lifecycle: str, ours: str | None) -> None:
    item = one("Component", f"{{lifecycle: {lifecycle}}}")
    assert (item.status, item.released, item.target, item.left) == (lifecycle, "", "", "")
    assert SOURCE.statuses.get(lifecycle.casefold()) == ours


def test_active_looks_like_released_and_the_reason_is_told() -> None:
    assert SOURCE.unwise["active"] == "active says that a team works on it, not that customers have it"


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        ("User", "a User is a person"),
        ("Group", "a Group is a team"),
        ("Location", "a Location only points to other files"),
        ("Template", "a Template makes new components"),
        ("System", "a System without a lifecycle is no feature"),
        ("Domain", "a Domain without a lifecycle is no feature"),
        ("Event", "an Event without a lifecycle is no feature"),
    ],
)
def test_kinds_that_are_no_features_are_left_out_with_the_reason(kind: str, left: str) -> None:
    item = one(kind, "{owner: glaze}")
    assert (item.left, item.status, item.owner) == (left, "", "")


@pytest.mark.parametrize("kind", ["Product", "System", "Feature"])
def test_a_kind_of_one_s_own_with_a_lifecycle_is_taken(kind: str) -> None:
    item = one(kind, "{lifecycle: production}")
    assert (item.key, item.left) == (f"{kind.casefold()}:default/kiln", "")


def test_references_are_written_out_with_the_entity_s_own_namespace() -> None:
    (item,) = read(
        "kind: Component\nmetadata: {name: a, namespace: clay}\n"
        "spec: {lifecycle: production, dependsOn: [b, Resource:c, component:default/d, 'a/b/c/d', b]}\n"
    )
    assert item.depends_on == ("component:clay/b", "resource:clay/c", "component:default/d", "a/b/c/d")


def test_a_template_s_pattern_is_no_entity() -> None:
    assert one("Component", "{lifecycle: experimental}", "'${{ values.name }}'").left == (
        "it is the pattern of a template, not an entity"
    )


@pytest.mark.parametrize("wrapped", [False, True])
def test_the_catalog_s_json_is_read_alike(wrapped: bool) -> None:
    entity = {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Component",
        "metadata": {"name": "kiln-web", "title": "Kiln portal", "namespace": "default"},
        "spec": {"lifecycle": "production", "owner": "glaze"},
    }
    (item,) = read(json.dumps({"items": [entity], "totalItems": 1} if wrapped else [entity]))
    assert (item.key, item.name, item.status) == ("component:default/kiln-web", "Kiln portal", "production")


FAULTS = {
    "nothing": ("", (": is empty; expected a catalog-info.yaml with apiVersion, kind, metadata and spec",)),
    "marks alone": (
        "---\n---\n",
        (": holds no entity; expected a catalog-info.yaml with apiVersion, kind, metadata and spec",),
    ),
    "a list": ("- a\n", (":1: document 1: is no entity; expected a mapping with apiVersion, kind, metadata and spec",)),
    "no kind": (
        "metadata: {name: a}\nspec: {lifecycle: x}",
        (":1: document 1.kind: is missing; expected a kind such as Component",),
    ),
    "no metadata": ("kind: System\n", (":1: document 1.metadata: is missing; expected a mapping with name",)),
    "no name": (
        "kind: System\nmetadata: {}\n",
        (":2: document 1.metadata.name: is missing; expected the entity's name",),
    ),
    "a component without a lifecycle": (
        "kind: Component\nmetadata: {name: a}\nspec: {}\n",
        (":3: document 1.spec.lifecycle: is missing; expected a lifecycle such as production",),
    ),
    "a list for a lifecycle, in the second document": (
        "kind: System\nmetadata: {name: a}\n---\nkind: API\nmetadata: {name: b}\nspec:\n  lifecycle: [a]\n",
        (":7: document 2.spec.lifecycle: is a list; expected a lifecycle such as production",),
    ),
    "a key twice, in the second document": (
        "kind: System\nmetadata: {name: a}\n---\nkind: API\nkind: API\nmetadata: {name: b}\nspec: {lifecycle: x}\n",
        (":5: kind: stands here a second time (first in line 4); expected each key once",),
    ),
    "the same entity twice": (
        "kind: API\nmetadata: {name: a}\nspec: {lifecycle: x}\n---\nkind: API\nmetadata: {name: A}\nspec: {lifecycle: y}\n",
        (
            (
                ":6: api:default/a: api:default/a stands here a second time (first in line 2), and says something else;"
                " expected each item once"
            ),
        ),
    ),
    "no YAML": (
        "kind: [a\n",
        (":2: this is no YAML: did not find expected ',' or ']'; expected a comma between entries and a closing ]",),
    ),
    "no JSON": (
        '[{"kind": }]',
        (':1: this is no JSON: "}" stands here; expected a value: a text in double quotes, a number, { or [',),
    ),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_one_line(text: str, told: tuple[str, ...]) -> None:
    assert faults(text) == tuple("catalog-info.yaml" + one for one in told)


def test_a_bomb_in_a_later_document_is_stopped_at_its_own_line() -> None:
    (line,) = faults("kind: System\nmetadata: {name: a}\n---\nkind: " + "[" * 1000)
    assert line.startswith("catalog-info.yaml:4: ")
    assert line.endswith("nested more than 40 deep; expected 40 at most")


def test_many_documents_are_read_in_one_go() -> None:
    text = "---\n".join(f"kind: API\nmetadata: {{name: a{n}}}\nspec: {{lifecycle: production}}\n" for n in range(3000))
    items = read(text)
    assert (len(items), items[-1].line) == (3000, 3000 * 4 - 2)


@pytest.mark.parametrize(
    ("path", "content", "fits"),
    [
        ("catalog-info.yaml", WHOLE, True),
        ("a/catalog-info.yml", "kind: x", True),
        ("all.yaml", WHOLE, True),
        ("kep.yaml", "title: x\nstatus: y", False),
        ("a.json", '{"apiVersion": "backstage.io/v1alpha1", "kind": "API", "metadata": {}}', True),
    ],
)
def test_what_looks_like_a_catalog(path: str, content: str, fits: bool) -> None:
    assert SOURCE.fits(path, content.encode()) is fits
