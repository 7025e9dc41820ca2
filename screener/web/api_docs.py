"""What stands in words under each field of the API's models, read from their source for the description alone.

Pydantic does the same at each start, class by class, and a visitor would wait for it.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel

Fields = Mapping[str, str]


def below(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Every model that is made from one."""
    for model in base.__subclasses__():
        yield model
        yield from below(model)


def documented(model: type[BaseModel]) -> Fields:
    """What is said of each field of a model, its bases' fields among them."""
    said: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, BaseModel) and one is not BaseModel:
            said |= _in_module(one.__module__).get(one.__name__, {})
    return said


@cache
def _in_module(name: str) -> Mapping[str, Fields]:
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: dict(_in_class(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _in_class(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Each field that has a text right below it."""
    for field, below in pairwise(node.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                yield name, inspect.cleandoc(said)
