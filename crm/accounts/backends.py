from django.contrib.auth.backends import ModelBackend

from crm.accounts.roles import Role, allows


class RoleBackend(ModelBackend):
    """Passwords as Django keeps them; permissions from roles in departments alone, never from groups.

    In the department of an object, or in any when none is given.
    """

    def has_perm(self, user_obj, perm, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        department_id = getattr(obj, "department_id", None)
        roles = user_obj.roles_by_department
        if department_id is not None:
            return department_id in roles and allows(roles[department_id], perm)
        return any(allows(role, perm) for role in roles.values())

    def has_module_perms(self, user_obj, app_label):
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        return any(role == Role.ADMINISTRATOR for role in user_obj.roles_by_department.values())

    def get_all_permissions(self, user_obj, obj=None):
        return set()
